-- The sample site: one domain, three mailboxes, one alias. `postern demo` serves it; tests build on it.
-- Passwords: user-pw, user2-pw, user3-pw, each stored in another scheme.

CREATE TABLE transport (
    domain    varchar(128) NOT NULL PRIMARY KEY,
    transport varchar(128) NOT NULL
);

CREATE TABLE users (
    userid   varchar(128) NOT NULL PRIMARY KEY,
    password varchar(128),
    realname varchar(128),
    uid      integer NOT NULL,
    gid      integer NOT NULL,
    home     varchar(128),
    mail     varchar(255)
);

CREATE TABLE virtual (
    address varchar(255) NOT NULL PRIMARY KEY,
    userid  varchar(255) NOT NULL
);

-- Every user is a mailbox; every transport domain is a row 'dummy', by which Postfix knows it as a mailbox domain.
CREATE VIEW postfix_mailboxes AS
    SELECT userid, home || '/' AS mailbox FROM users
    UNION ALL
    SELECT domain AS userid, 'dummy' AS mailbox FROM transport;

-- Every user is its own alias, so that a catch-all does not take its mail.
CREATE VIEW postfix_virtual AS
    SELECT userid, userid AS address FROM users
    UNION ALL
    SELECT userid, address FROM virtual;

INSERT INTO transport (domain, transport) VALUES ('snorl.ax', 'virtual:');

INSERT INTO users (userid, password, realname, uid, gid, home) VALUES
    ('user@snorl.ax',
     '{SHA512-CRYPT}$6$KG54M9bI36t0IxPJ$3JSQoej.p65sAudCATLChz2XUv3.sF3tjaQZj9SsTmeHjeaOHe3LLLLghVVPUvZ6wIlnRfuXU90GLEBD503581',
     'First User', 5000, 5000, 'snorl.ax/mails/user'),
    ('user2@snorl.ax',
     '{ARGON2ID}$argon2id$v=19$m=65536,t=3,p=1$RM+4WxOPyZ970nCnXenHHQ$OZQZYNVGh90no4jQtu9T21O/Jnet0ci6dW27BSLrKus',
     'Second User', 5000, 5000, 'snorl.ax/mails/user2'),
    ('user3@snorl.ax', '{PLAIN}user3-pw',
     'Third User', 5000, 5000, 'snorl.ax/mails/user3');

INSERT INTO virtual (address, userid) VALUES ('kim@snorl.ax', 'user@snorl.ax');
