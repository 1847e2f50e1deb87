package dev.postern.dovecot.dialog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.dovecot.wire.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The accounts that all dialogs talk of: {@code accounts.tsv} beside them. */
public record Site(List<Account> accounts) {

    /**
     * One account.
     *
     * @param passdb what a login is told beside the name
     * @param userdb what a mail process is told
     */
    public record Account(String name, String password, Parameters passdb, Parameters userdb) {}

    /** Reads the file. */
    public static Site load(Path file) throws IOException {
        List<Account> accounts = new ArrayList<>();
        for (String line : Files.readAllLines(file, UTF_8)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] columns = line.split("\t", -1);
                accounts.add(new Account(columns[0], columns[1], fields(columns[2]), fields(columns[3])));
            }
        }
        return new Site(List.copyOf(accounts));
    }

    private static Parameters fields(String column) {
        return new Parameters(Arrays.stream(column.split(" ", -1))
                .filter(field -> !field.isEmpty())
                .toList());
    }

    Optional<Account> find(String name) {
        return accounts.stream()
                .filter(account -> account.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
