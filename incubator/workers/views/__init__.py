"""The screens of the register: the organisation's own people, and the bases that serve them."""
