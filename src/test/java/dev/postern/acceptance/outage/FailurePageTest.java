package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.postern.acceptance.postern.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/failure.md says of each fault what everybody sees, and of none that no test makes happen. */
class FailurePageTest {

    /** fault, operator, Postfix, Dovecot, mail user */
    private static final int COLUMNS = 5;

    private static List<List<String>> rows() throws IOException {
        String page = Files.readString(Launcher.ROOT.resolve("docs/failure.md"));
        return page.substring(page.indexOf("\n## Faults of the database"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| fault |"))
                .map(line -> Stream.of(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    @Test
    void saysWhatOperatorPostfixDovecotAndMailUserSee() throws IOException {
        assertThat(rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row)
                        .hasSize(COLUMNS)
                        .allSatisfy(cell -> assertThat(cell).hasSizeGreaterThan(1)));
    }

    @Test
    void eachFaultIsTestedAndEachTestedFaultIsThere() throws IOException {
        Stream<String> ofMethods = new ClassFileImporter()
                .importPackages("dev.postern.acceptance").stream()
                        .map(JavaClass::getMethods)
                        .flatMap(methods -> methods.stream())
                        .filter(method -> method.isAnnotatedWith(OfFailurePage.class))
                        .map(method ->
                                method.getAnnotationOfType(OfFailurePage.class).value());
        List<String> tested = Stream.of(
                        Stream.of(Fault.values()).map(Fault::title),
                        Stream.of(Death.values()).map(Death::title),
                        ofMethods)
                .flatMap(titles -> titles)
                .toList();
        assertThat(rows().stream().map(row -> row.get(0))).containsExactlyInAnyOrderElementsOf(tested);
    }
}
