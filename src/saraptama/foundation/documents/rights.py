"""What a person may do with stored files."""

from saraptama.kernel.rights import declare

READ = declare("documents.read", "open the stored files of the cases of one's units")
HOLD = declare("documents.hold", "place and lift a legal hold on the files of a case")
ERASE = declare("documents.erase", "erase the files of a case for ever, under an act")
