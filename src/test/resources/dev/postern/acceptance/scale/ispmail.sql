INSERT INTO virtual_domains (id, name) SELECT 1000 + n, domain FROM scale.domains;
INSERT INTO virtual_users (domain_id, email, password) SELECT 1000 + domain_n, address, '{PLAIN}' || local FROM scale.mailboxes;
INSERT INTO virtual_aliases (domain_id, source, destination)
SELECT 1000 + domain_n, address, unnest(string_to_array(goto, ',')) FROM scale.aliases;
INSERT INTO virtual_aliases (domain_id, source, destination) SELECT 1000 + n, '@' || domain, goto FROM scale.catchalls;
