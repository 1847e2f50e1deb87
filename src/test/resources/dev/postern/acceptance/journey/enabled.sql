-- user-pw, as doveadm pw -s SHA256-CRYPT stores it.
INSERT INTO domains (domain) VALUES ('snorl.ax');
INSERT INTO aliases (mail, destination) VALUES ('kim@snorl.ax', 'user@snorl.ax');
INSERT INTO users (id, maildir, crypt) VALUES
    ('user@snorl.ax', 'user/', '$5$lsbycakMQTycfMLS$xVpqhqAbfwjnhMckui35gbant79nfn.Nh803LWMB0..'),
    ('user2@snorl.ax', 'user2/', '$5$lsbycakMQTycfMLS$xVpqhqAbfwjnhMckui35gbant79nfn.Nh803LWMB0..');
