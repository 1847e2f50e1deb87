-- The alias is for an address that only a pattern knows. user-pw, as doveadm pw -s SHA256-CRYPT stores it.
INSERT INTO domains (domain) VALUES ('snorl.ax');
INSERT INTO aliases (mail, destination) VALUES ('kim@snorl.ax', 'u.kim@snorl.ax');
INSERT INTO users (id, maildir, crypt, regex) VALUES
    ('user@snorl.ax', 'user/', '$5$lsbycakMQTycfMLS$xVpqhqAbfwjnhMckui35gbant79nfn.Nh803LWMB0..', '^(user|u\..*)@snorl\.ax$'),
    ('user2@snorl.ax', 'user2/', '$5$lsbycakMQTycfMLS$xVpqhqAbfwjnhMckui35gbant79nfn.Nh803LWMB0..', NULL);
