"""Orders as documents: JSON and XML by published schemas (`docs/schemas/`), read strictly, turned into a submission."""
