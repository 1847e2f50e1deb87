-- Rows beside the sample site's: what people's tables hold when they are a few years old.
INSERT INTO virtual (address, userid) VALUES
    ('@catchall.example', 'user3@snorl.ax'),              -- everybody of a domain …
    ('exact@catchall.example', 'user2@snorl.ax'),         -- … but this one
    ('team@snorl.ax', 'user@snorl.ax, user2@snorl.ax'),
    ('alias.example', 'anything'),                        -- a virtual alias domain
    ('sales@alias.example', 'user2@snorl.ax'),
    ('jürgen@snorl.ax', 'user3@snorl.ax'),
    ('a,b@snorl.ax', 'user@snorl.ax'),
    ('"with space"@snorl.ax', 'user2@snorl.ax'),
    ('o''hara@snorl.ax', 'user3@snorl.ax'),
    ('100%@snorl.ax', 'user@snorl.ax');
