"""The administrator's desk: people, roles, machines, reference data, jobs, the log, the store. It opens no case."""
