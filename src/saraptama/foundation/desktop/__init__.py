"""What a person's workplace keeps for comfort, and for nothing else: no legal fact stands here.

Saved views and columns, exports, forms on their way (sent once, kept over a lost session), wishes about e-mail.
"""
