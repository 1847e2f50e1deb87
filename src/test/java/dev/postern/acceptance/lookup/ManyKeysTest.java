package dev.postern.acceptance.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.PgsqlMaps;
import dev.postern.acceptance.postfix.Postmap;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A thousand keys in one go, on Postern and on Postfix's own look-ups in the same database. */
@Acceptance(needs = {Peer.POSTMAP, Peer.POSTFIX_PGSQL})
class ManyKeysTest {
    private static final int ROWS = 700;

    /** Seven of ten are there; the last of them are there twice, differing in case only. */
    private static final List<String> KEYS = Stream.concat(
                    IntStream.range(0, 970).mapToObj(number -> "alias" + number + "@many.example"),
                    IntStream.range(0, 30).mapToObj(number -> "ALIAS" + number + "@Many.Example"))
            .toList();

    private static SampleGateway gateway;
    private static Postmap postmap;
    private static PgsqlMaps oracle;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        Database database = workspace.own(Database.ofSampleSite());
        database.execute("""
                INSERT INTO virtual
                SELECT 'alias' || n || '@many.example', 'user' || mod(n, 9) || '@elsewhere.example'
                FROM generate_series(0, %d) AS n""".formatted(ROWS - 1));
        database.execute("""
                INSERT INTO users (userid, uid, gid, home)
                SELECT 'alias' || n || '@many.example', 5000, 5000, 'many.example/' || n
                FROM generate_series(0, %d, 3) AS n""".formatted(ROWS - 1));
        gateway = SampleGateway.of(workspace, database);
        gateway.start().awaitReady();
        postmap = Postmap.in(workspace);
        oracle = new PgsqlMaps(workspace, database);
    }

    @Test
    void answersAThousandKeysLikePostfixItself() throws IOException {
        Map<String, String> aliases = postmap.queryAll(KEYS, oracle.virtualAliases());
        assertThat(aliases).hasSizeBetween(ROWS, KEYS.size());
        assertThat(postmap.queryAll(KEYS, gateway.socketmap("virtual-aliases.exact")))
                .isEqualTo(aliases);
        assertThat(postmap.queryAll(KEYS, gateway.socketmapInet("virtual-aliases.exact")))
                .isEqualTo(aliases);

        assertThat(postmap.queryAll(KEYS, gateway.socketmap("virtual-mailboxes.exact")))
                .isEqualTo(postmap.queryAll(KEYS, oracle.virtualMailboxes()));
        assertThat(postmap.queryAll(KEYS, gateway.socketmap("sender-logins.exact")))
                .isEqualTo(postmap.queryAll(KEYS, oracle.senderLogins()));
    }
}
