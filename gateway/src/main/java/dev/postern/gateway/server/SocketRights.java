package dev.postern.gateway.server;

import dev.postern.gateway.config.ListenerConfig;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who may connect to a unix socket.
 *
 * @param mode read and write are needed to connect
 * @param owner empty: as it is
 * @param group empty: as it is
 */
record SocketRights(Set<PosixFilePermission> mode, Optional<String> owner, Optional<String> group) {

    static SocketRights of(ListenerConfig config) {
        return new SocketRights(
                permissions(config.mode()), Optional.ofNullable(config.owner()), Optional.ofNullable(config.group()));
    }

    /**
     * Gives them to a file; blocks. Owners first, so that a wider mode never meets the wrong ones.
     *
     * @throws IOException in one line: what could not be given, and what to do
     */
    void applyTo(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        UserPrincipalLookupService names = file.getFileSystem().getUserPrincipalLookupService();
        if (owner.isPresent()) {
            give("owner", owner.get(), name -> view.setOwner(names.lookupPrincipalByName(name)));
        }
        if (group.isPresent()) {
            give("group", group.get(), name -> view.setGroup(names.lookupPrincipalByGroupName(name)));
        }
        view.setPermissions(mode);
    }

    private static void give(String key, String name, Gift gift) throws IOException {
        try {
            gift.to(name);
        } catch (UserPrincipalNotFoundException unknown) {
            throw new IOException(
                    key + " " + name + " is not known to this machine; correct it, or create it", unknown);
        } catch (FileSystemException refused) {
            throw new IOException(
                    "the socket may not be given to " + key + " " + name + " (" + refused.getReason()
                            + "); make the gateway's user a member of that group, or name another one",
                    refused);
        }
    }

    @FunctionalInterface
    private interface Gift {
        void to(String name) throws IOException;
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] lowestFirst = {
            PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
        };
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < lowestFirst.length; bit++) {
            if ((mode & (1 << bit)) != 0) {
                permissions.add(lowestFirst[bit]);
            }
        }
        return permissions;
    }
}
