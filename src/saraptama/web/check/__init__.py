"""The page behind the QR code of a conclusion: is it in force? Anybody may ask; no content is shown."""
