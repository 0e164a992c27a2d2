"""Electronic digital signatures: verifying people's, making the technical seal, and development keys for the demo."""
