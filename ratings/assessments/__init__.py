"""Assessment: what the organisation says of itself, the experts, the visit, the signatures."""
