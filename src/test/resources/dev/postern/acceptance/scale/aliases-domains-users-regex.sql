INSERT INTO domains (domain) SELECT domain FROM scale.domains;
INSERT INTO users (id, maildir, crypt) SELECT address, domain || '/' || local || '/', '{PLAIN}' || local FROM scale.mailboxes;
INSERT INTO aliases (mail, destination) SELECT address, goto FROM scale.aliases;
INSERT INTO aliases (mail, destination) SELECT '@' || domain, goto FROM scale.catchalls;
INSERT INTO aliases (mail, destination) SELECT '@' || domain, '@' || target FROM scale.mirrors;
