-- user-pw, as doveadm pw -s ARGON2ID stores it.
INSERT INTO users (userid, domain, password, claimant, description) VALUES
    ('user', 'snorl.ax', '{ARGON2ID}$argon2id$v=19$m=65536,t=3,p=1$bgRYH8TYWGB35Gl0gVnM3A$+RGi1emra0bYy/nxwsVTRmx3sRGKf2r4970LQQhQ3p8', 'admin', ''),
    ('user2', 'snorl.ax', '{PLAIN}user2-pw', 'admin', '');
