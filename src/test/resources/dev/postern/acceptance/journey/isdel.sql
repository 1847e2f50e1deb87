INSERT INTO virtual_domains (idx, domain) VALUES (100, 'snorl.ax');
INSERT INTO virtual_users (idx, "domainIdx", "usrEmail", passwd) VALUES
    (100, 100, 'user@snorl.ax', replace(encode(sha512('user-pw'), 'base64'), E'\n', '')),
    (101, 100, 'user2@snorl.ax', replace(encode(sha512('user2-pw'), 'base64'), E'\n', ''));
INSERT INTO virtual_aliases ("domainIdx", "usrIdx", source, destination) VALUES
    (100, 100, 'kim@snorl.ax', 'user@snorl.ax');
