"""What people may do with what is sent and received."""

from saraptama.kernel.rights import declare

SEND = declare("messaging.send", "Send conclusions, petitions and letters to the appointing body")
RECEIVE = declare("messaging.receive", "Receive what was sent to one's own body, and give the receipt")
VIEW = declare("messaging.view", "See what was sent and whether it was received")
