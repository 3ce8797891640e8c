"""What an organisation says about itself, beside the facts of the register."""
