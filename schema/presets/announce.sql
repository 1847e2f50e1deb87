-- Tells gateways what changed: a notification on the channel postern, when the transaction commits. See docs/freshness.md.

-- names: keys or domains, as scope says. What changed in a domain changed in its mirrors too. The server takes 8,000 bytes a
-- notification and fails the transaction beyond, so the names go out in parts of half of that; more than 300 of them, or one
-- that is longer than any address, are "all".
CREATE OR REPLACE FUNCTION postern.announce(relations text[], scope text, names text[]) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    part json;
BEGIN
    names := array_remove(array_remove(names, NULL), '');
    IF cardinality(names) <= 300 THEN
        names := names || ARRAY(
            SELECT left(name, - length(m.target)) || m.domain
              FROM unnest(names) AS name
                   JOIN postern.mirrored_domains m ON lower(m.target) = lower(substring(name FROM '[^@]*$')));
    END IF;
    IF cardinality(names) > 300 OR EXISTS (SELECT FROM unnest(names) AS name WHERE octet_length(name) > 1000) THEN
        PERFORM pg_notify('postern', CAST(json_build_object('v', 1, 'of', relations, 'all', true) AS text));
        RETURN;
    END IF;
    FOR part IN
        SELECT json_agg(name)
          FROM (SELECT name, sum(octet_length(CAST(to_json(name) AS text)) + 2) OVER (ORDER BY name) / 4000 AS place
                  FROM (SELECT DISTINCT unnest(names) AS name) each) placed
         GROUP BY place
    LOOP
        PERFORM pg_notify('postern', CAST(json_build_object('v', 1, 'of', relations, scope, part) AS text));
    END LOOP;
END
$$;

-- For statements of which nobody can say cheaply which keys they change. The arguments are the relations.
CREATE OR REPLACE FUNCTION postern.announce_all() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM pg_notify('postern', CAST(json_build_object('v', 1, 'of', to_json(TG_ARGV), 'all', true) AS text));
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'postern: a change could not be announced: %', SQLERRM;
    RETURN NULL;
END
$$;
