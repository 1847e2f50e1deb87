package dev.postern.gateway.config;

import java.nio.file.Path;
import java.util.Optional;

/** Reads configuration files. Thread-safe if what it was given is. */
public final class ConfigReader {

    private final Environment environment;
    private final FileContents files;

    /** Nothing outside the two is looked at. */
    public ConfigReader(Environment environment, FileContents files) {
        this.environment = environment;
        this.files = files;
    }

    /** Reads with this process's environment and file system. */
    public static ConfigReader ofThisProcess() {
        return new ConfigReader(System::getenv, FileContents.ofFileSystem());
    }

    /** Reads {@code file} and the files that it names; blocks. A file that cannot be read is a problem too. */
    public ConfigReading read(Path file) {
        String name = file.toString();
        Problems problems = new Problems(name);
        Findings findings = new Findings(name);
        Optional<Section> section = root(file, problems)
                .flatMap(
                        root -> ConfigKeys.FILE.read(root, new Reading(problems, findings, environment, files).root()));
        if (section.isEmpty() || !problems.isEmpty()) {
            return new ConfigReading.Refused(problems.inFileOrder());
        }
        return new ConfigReading.Accepted(ConfigKeys.config(section.get()), findings.toEffectiveConfig());
    }

    private Optional<YamlNode> root(Path file, Problems problems) {
        try {
            return YamlDocument.read(Utf8File.read(file, files), problems);
        } catch (Unusable e) {
            problems.add(Position.START, "the file " + e.why(), "name a readable YAML file in UTF-8");
            return Optional.empty();
        }
    }
}
