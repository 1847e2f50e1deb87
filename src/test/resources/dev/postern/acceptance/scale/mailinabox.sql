INSERT INTO users (email, password) SELECT address, '{PLAIN}' || local FROM scale.mailboxes;
INSERT INTO aliases (source, destination) SELECT address, goto FROM scale.aliases;
INSERT INTO aliases (source, destination) SELECT '@' || domain, goto FROM scale.catchalls;
INSERT INTO aliases (source, destination) SELECT '@' || domain, '@' || target FROM scale.mirrors;
INSERT INTO auto_aliases (source, destination) SELECT 'postmaster@' || domain, 'administrator@d1.example' FROM scale.domains;
