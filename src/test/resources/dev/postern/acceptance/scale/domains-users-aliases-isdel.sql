INSERT INTO virtual_domains (idx, domain) SELECT 1000 + n, domain FROM scale.domains;
INSERT INTO virtual_users (idx, "domainIdx", "usrEmail", passwd)
SELECT 1000 + n, 1000 + domain_n, address, '{PLAIN}' || local FROM scale.mailboxes;
INSERT INTO virtual_aliases ("domainIdx", "usrIdx", source, destination)
SELECT 1000 + domain_n, 1000 + mailbox_n, address, unnest(string_to_array(goto, ',')) FROM scale.aliases;
INSERT INTO virtual_aliases ("domainIdx", "usrIdx", source, destination)
SELECT 1000 + n, 1000 + mailbox_n, '@' || domain, goto FROM scale.catchalls;
