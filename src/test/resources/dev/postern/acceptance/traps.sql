-- One row that hostile keys are after, and rows that nobody should have stored. Keys are not unique.
CREATE TABLE traps (key text NOT NULL, value text);
INSERT INTO traps VALUES
    ('victim@x.test', 'caught'),
    ('null', NULL),
    ('empty', ''),
    ('nothings', NULL), ('nothings', ''), ('nothings', NULL),
    ('gaps', NULL), ('gaps', 'a'), ('gaps', ''), ('gaps', 'b'),
    ('bytes4091', repeat('x', 4091)),
    ('bytes4092', repeat('x', 4092)),
    ('bytes99997', repeat('x', 99997)),
    ('bytes99998', repeat('x', 99998)),
    ('bytes200000', repeat('x', 200000)),
    ('line', E'a\nb'),
    ('tab', E'a\tb'),
    ('escape', E'a\x1b[2Jb');
INSERT INTO traps SELECT 'rows10000', 'x' FROM generate_series(1, 10000);
INSERT INTO traps SELECT 'rows10001', 'x' FROM generate_series(1, 10001);
GRANT SELECT ON traps TO mailreader;
