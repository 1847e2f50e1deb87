package dev.postern.acceptance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.oracle.Trial.Form;
import dev.postern.acceptance.postgres.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Postern, walking its ladders or answering single keys, against Postfix's own tables. */
@Acceptance(needs = {Peer.POSTFIX, Peer.POSTFIX_PGSQL})
class OracleTest {
    private static final int ADDRESSES = Integer.getInteger("postern.oracle.addresses", 50);
    private static final long SEED = Long.getLong("postern.oracle.seed", new Random().nextLong());

    static Stream<String> sites() {
        String only = System.getProperty("postern.oracle.site", "");
        return Site.names().stream().filter(name -> only.isEmpty() || only.equals(name));
    }

    /** Most of a site's time is spent waiting for programs to start and to end: two at a time (junit-platform.properties). */
    @ParameterizedTest
    @MethodSource("sites")
    @Execution(ExecutionMode.CONCURRENT)
    void answersLikePostfixItself(String name) throws Exception {
        Site site = Site.named(name);
        try (Workspace workspace = Workspace.create()) {
            Sinks sinks = Sinks.open(workspace);
            Database database = workspace.own(Database.empty());
            fill(database, site, sinks);
            List<String> known = database.column(site.addresses());
            List<Conversation> conversations =
                    new Conversations(known, !site.login().isEmpty(), new Random(SEED)).about(site.always(), ADDRESSES);
            Map<Form, List<Outcome>> outcomes = new Trial(workspace, site, database, sinks).hold(conversations);
            List<Outcome> reference = outcomes.get(Form.REFERENCE);
            assertThat(reference)
                    .as("some mail is taken, some is not, and some of it arrives: seed %d", SEED)
                    .anyMatch(Outcome::isAccepted)
                    .anyMatch(outcome -> !outcome.isAccepted())
                    .anyMatch(outcome -> !outcome.envelopes().isEmpty());
            assertThat(differences(conversations, outcomes)).as("seed %d", SEED).isEmpty();
        }
    }

    private static void fill(Database database, Site site, Sinks sinks) {
        site.sql().forEach(file -> database.execute(sinks.fillIn(Database.text(file))));
        database.execute(sinks.fillIn(site.rows()));
        database.executeFile("/dev/postern/acceptance/oracle/grants.sql");
    }

    private static List<String> differences(List<Conversation> conversations, Map<Form, List<Outcome>> outcomes) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < conversations.size(); i++) {
            Map<Outcome, List<Form>> forms = new LinkedHashMap<>();
            for (Map.Entry<Form, List<Outcome>> entry : outcomes.entrySet()) {
                forms.computeIfAbsent(entry.getValue().get(i), same -> new ArrayList<>())
                        .add(entry.getKey());
            }
            if (forms.size() > 1) {
                differences.add(conversations.get(i) + forms.toString().replace("Outcome", "\n    Outcome"));
            }
        }
        return differences;
    }
}
