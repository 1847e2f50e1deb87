package dev.postern.gateway.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;

/** A configuration file, an environment and a file system that exist nowhere else. */
final class InMemory {

    static final Path FILE = Path.of("postern.yaml");

    /** The least that a file must say. */
    static final String MINIMAL = "database: {url: 'jdbc:postgresql://db/mails'}\n";

    /** A file that asks for nothing twice, so that a test can add to it: lines 1 and 2. */
    static final String WITH_SCHEMA = MINIMAL + "schema: views\n";

    private final Map<String, String> environment = new HashMap<>();
    private final Map<Path, byte[]> files = new HashMap<>();
    private final Set<Path> forbidden = new HashSet<>();

    InMemory variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    InMemory file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    InMemory file(String path, byte[] bytes) {
        files.put(Path.of(path), bytes);
        return this;
    }

    InMemory forbidden(String path) {
        forbidden.add(Path.of(path));
        return this;
    }

    ConfigReading readFile() {
        return new ConfigReader(environment::get, this::contents).read(FILE);
    }

    ConfigReading read(String yaml) {
        return file(FILE.toString(), yaml).readFile();
    }

    GatewayConfig config(String yaml) {
        return accepted(yaml).config();
    }

    EffectiveConfig effective(String yaml) {
        return accepted(yaml).effective();
    }

    /** As an operator sees them. */
    List<String> problems(String yaml) {
        if (read(yaml) instanceof ConfigReading.Refused refused) {
            return refused.problems().stream().map(Problem::toString).toList();
        }
        return List.of();
    }

    private ConfigReading.Accepted accepted(String yaml) {
        ConfigReading reading = read(yaml);
        Assertions.assertThat(reading).isInstanceOf(ConfigReading.Accepted.class);
        return (ConfigReading.Accepted) reading;
    }

    private byte[] contents(Path path) throws IOException {
        if (forbidden.contains(path)) {
            throw new AccessDeniedException(path.toString());
        }
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new NoSuchFileException(path.toString());
        }
        return bytes;
    }
}
