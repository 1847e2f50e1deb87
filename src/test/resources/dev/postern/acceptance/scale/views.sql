INSERT INTO transport SELECT domain, 'virtual:' FROM scale.domains;
INSERT INTO users (userid, password, uid, gid, home)
SELECT address, '{PLAIN}' || local, 5000, 5000, domain || '/' || local FROM scale.mailboxes;
INSERT INTO virtual (address, userid) SELECT address, goto FROM scale.aliases;
INSERT INTO virtual (address, userid) SELECT '@' || domain, goto FROM scale.catchalls;
INSERT INTO virtual (address, userid) SELECT '@' || domain, '@' || target FROM scale.mirrors;
INSERT INTO virtual (address, userid) SELECT domain, 'a second name' FROM scale.mirrors;
