package dev.postern.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The packages of the program, and the libraries that only some of them may see. */
final class Rooms {
    static final String POSTFIX = "dev.postern.postfix..";
    static final String DOVECOT = "dev.postern.dovecot..";
    static final String SASL = "dev.postern.sasl..";

    /** The composition roots: classes of this package itself. */
    static final String GATEWAY = "dev.postern.gateway";

    static final String CONFIG = "dev.postern.gateway.config..";
    static final String SQLFILE = "dev.postern.gateway.sqlfile..";
    static final String DIRECTORY = "dev.postern.gateway.directory";
    static final String DIRECTORY_SQL = "dev.postern.gateway.directory.sql..";
    static final String PASSWORD = "dev.postern.gateway.password..";
    static final String AUTH = "dev.postern.gateway.auth..";
    static final String OAUTH = "dev.postern.gateway.oauth..";
    static final String SERVER = "dev.postern.gateway.server..";
    static final String CLI = "dev.postern.gateway.cli..";
    static final String INSTALL = "dev.postern.gateway.install..";
    static final String DEMO = "dev.postern.gateway.demo..";

    static final String[] LANGUAGE = {"java..", "javax.crypto..", "org.jspecify.."};
    static final String[] VERTX = {"io.vertx..", "io.netty.."};
    static final String[] SOCKETS = {"io.vertx.core.net..", "io.vertx.core.http..", "io.netty..", "java.nio.channels.."
    };
    static final String[] SQL = {
        "java.sql..", "javax.sql..", "org.postgresql..", "io.vertx.jdbcclient..", "io.vertx.sqlclient.."
    };

    /** What is packed into the program. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.postern");

    private Rooms() {}
}
