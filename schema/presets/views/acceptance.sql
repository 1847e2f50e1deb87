-- Rows that say less than they should, and rows that point at each other. The password of sha@, bare@, cramok@ is Passw0rd!
DELETE FROM users;
DELETE FROM virtual;
INSERT INTO users (userid, password, uid, gid, home) VALUES
    ('user@snorl.ax', '{CRYPT}1cElWVzS3.EVg', 5000, 5000, 'snorl.ax/mails/user'),
    ('user2@snorl.ax', NULL, 5000, 5000, 'snorl.ax/mails/user2'),
    ('user3@snorl.ax', '{PLAIN}user3-pw', 5000, 5000, 'snorl.ax/mails/user3'),
    ('nohome@snorl.ax', '{PLAIN}x', 5000, 5000, NULL),
    ('empty@snorl.ax', '', 5000, 5000, ''),
    -- A digit too many, as it is printed in the tutorial.
    ('cram@snorl.ax', '{CRAM-MD5}26b633ec8bf9dd526293c5897400bddeef9299fad', 5000, 5000, 'snorl.ax/mails/cram'),
    ('cramok@snorl.ax', '{CRAM-MD5}4c84b706bf3a1e794a0c5ca3c5131839dc10f35194504577095a2f22939dffd3',
     5000, 5000, 'snorl.ax/mails/cramok'),
    ('sha@snorl.ax', '{SHA512-CRYPT}$6$d39SGvu2virFHBbV$hgQluIY3un4DblXSLdTRd6J/v5OKN30JelZTAOx0TOY0v6dc3nndLP9sBPAFjEcFzLlFF9kDaoPhyZdLHQxuC0',
     5000, 5000, 'snorl.ax/mails/sha'),
    ('bare@snorl.ax', '$6$d39SGvu2virFHBbV$hgQluIY3un4DblXSLdTRd6J/v5OKN30JelZTAOx0TOY0v6dc3nndLP9sBPAFjEcFzLlFF9kDaoPhyZdLHQxuC0',
     5000, 5000, 'snorl.ax/mails/bare'),
    ('Mixed@snorl.ax', '{PLAIN}m', 5000, 5000, 'snorl.ax/mails/mixed');
INSERT INTO virtual (address, userid) VALUES
    ('kim@snorl.ax', 'user@snorl.ax'),
    ('@snorl.ax', 'user@snorl.ax'),
    ('chain@snorl.ax', 'kim@snorl.ax'),
    ('team@snorl.ax', 'user@snorl.ax, user2@snorl.ax'),
    ('alias.example', 'anything'),
    ('sales@alias.example', 'user2@snorl.ax'),
    ('loop1@snorl.ax', 'loop2@snorl.ax'),
    ('loop2@snorl.ax', 'loop1@snorl.ax'),
    ('user2@snorl.ax', 'boss@elsewhere.example');
