package dev.postern.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.postern.architecture.Rooms.AUTH;
import static dev.postern.architecture.Rooms.CLASSES;
import static dev.postern.architecture.Rooms.CLI;
import static dev.postern.architecture.Rooms.CONFIG;
import static dev.postern.architecture.Rooms.DEMO;
import static dev.postern.architecture.Rooms.DIRECTORY;
import static dev.postern.architecture.Rooms.DIRECTORY_SQL;
import static dev.postern.architecture.Rooms.DOVECOT;
import static dev.postern.architecture.Rooms.GATEWAY;
import static dev.postern.architecture.Rooms.INSTALL;
import static dev.postern.architecture.Rooms.LANGUAGE;
import static dev.postern.architecture.Rooms.OAUTH;
import static dev.postern.architecture.Rooms.PASSWORD;
import static dev.postern.architecture.Rooms.POSTFIX;
import static dev.postern.architecture.Rooms.SASL;
import static dev.postern.architecture.Rooms.SERVER;
import static dev.postern.architecture.Rooms.SOCKETS;
import static dev.postern.architecture.Rooms.SQL;
import static dev.postern.architecture.Rooms.SQLFILE;
import static dev.postern.architecture.Rooms.VERTX;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void protocolsSeeNothingButTheLanguage() {
        seesOnly(POSTFIX, LANGUAGE);
        seesOnly(DOVECOT, LANGUAGE, SASL);
        seesOnly(SASL, LANGUAGE);
    }

    @Test
    void configurationSeesNoOtherRoom() {
        seesOnly(CONFIG, LANGUAGE, "com.fasterxml.jackson..", "org.yaml.snakeyaml.error..");
    }

    @Test
    void filesOfOthersAreReadAsTexts() {
        seesOnly(SQLFILE, LANGUAGE, CONFIG);
    }

    @Test
    void theDirectoryKnowsNeitherSqlNorSockets() {
        neverSees(DIRECTORY, SQL, DIRECTORY_SQL);
        neverSees(DIRECTORY, SOCKETS);
    }

    @Test
    void onlyOneRoomKnowsSqlAndWhatFillsADatabase() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(DIRECTORY_SQL, INSTALL, DEMO)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SQL));
    }

    @Test
    void onlyCachesKnowTheLibraryOfCaches() {
        check(noClasses()
                .that()
                .haveNameNotMatching(".*(Cache|VerifiedPasswords).*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.benmanes.caffeine.."));
    }

    @Test
    void passwordsAreJudgedWithoutEventLoopAndSql() {
        neverSees(PASSWORD, VERTX);
        neverSees(PASSWORD, SQL, DIRECTORY_SQL, SERVER);
    }

    @Test
    void loginsAreDecidedWithoutSocketsAndSql() {
        neverSees(AUTH, SQL, DIRECTORY_SQL, SERVER);
        neverSees(AUTH, SOCKETS);
    }

    @Test
    void tokensAreCheckedWithoutSqlAndPasswords() {
        neverSees(OAUTH, SQL, DIRECTORY_SQL, SERVER, PASSWORD);
    }

    @Test
    void serversAskTheDirectoryAndTheAuthenticator() {
        neverSees(SERVER, SQL, DIRECTORY_SQL, PASSWORD);
    }

    @Test
    void nobodyImportsWhatPutsEverythingTogether() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(GATEWAY, CLI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(GATEWAY, CLI));
    }

    /** Main chooses a command, and commands start what the composition roots put together. */
    @Test
    void roomsFormNoCycle() {
        check(slices().matching("dev.postern.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(simpleName("Main"), resideInAPackage(CLI)));
    }

    @Test
    void onlyCommandsWriteToTheTerminal() {
        check(noClasses().that().resideOutsideOfPackage(CLI).should(ACCESS_STANDARD_STREAMS));
    }

    @Test
    void everyRoomHasItsManualPageAndNoHiddenNulls() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(room -> assertThat(room.isAnnotatedWith(NullMarked.class))
                        .as("%s has a package-info.java with @NullMarked", room.getName())
                        .isTrue());
    }

    private static void seesOnly(String room, String[] libraries, String... more) {
        String[] allowed = Stream.of(Stream.of(room), Stream.of(libraries), Stream.of(more))
                .flatMap(part -> part)
                .toArray(String[]::new);
        check(classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed));
    }

    private static void neverSees(String room, String[] libraries, String... more) {
        String[] forbidden =
                Stream.concat(Stream.of(libraries), Stream.of(more)).toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden));
    }

    /** A rule about a room that is still empty holds. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
