-- Rows for maps that the sample site has no tables for, and domains that are written in two ways.
CREATE TABLE other_rows (map text NOT NULL, key text NOT NULL, value text, PRIMARY KEY (map, key));
INSERT INTO other_rows VALUES
    ('tls-policy', '.peer.example', 'encrypt'),
    ('tls-policy', '[relay.example]:587', 'secure match=relay.example'),
    ('relay-passwords', 'kim@snorl.ax', 'kim:secret1'),
    ('relay-passwords', '@snorl.ax', 'site:secret2'),
    ('relay-passwords', '[relay.example]:587', 'relay:secret3'),
    ('mine', '.b.example', 'virtual:');
GRANT SELECT ON other_rows TO mailreader;
INSERT INTO users (userid, uid, gid, home) VALUES
    ('ü@bücher.example', 5000, 5000, 'bücher'),
    ('a@xn--mller-kva.example', 5000, 5000, 'müller'),
    ('a@strasse.example', 5000, 5000, 'strasse');
