package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.dovecot.wire.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserdbFieldsTest {

    private static List<String> spoken(long minor, String fields) {
        return UserdbFields.spoken(minor, new Parameters(List.of(fields.split(" "))))
                .fields();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void dovecot23HearsItsOwnWords(long minor) {
        assertThat(spoken(minor, "uid=5000 home=/h mail=maildir:~/Maildir quota_rule=*:bytes=5 quota_storage_size=5B"))
                .containsExactlyInAnyOrder("uid=5000", "home=/h", "mail=maildir:~/Maildir", "quota_rule=*:bytes=5");
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 9})
    void dovecot24HearsItsOwnWords(long minor) {
        assertThat(spoken(
                        minor,
                        "uid=5000 home=/h mail=maildir:~/Maildir:LAYOUT=fs:INDEX=/i quota_rule=*:bytes=5 quota_rule2=Trash:ignore"
                                + " quota_storage_size=5B noreplicate"))
                .containsExactlyInAnyOrder(
                        "uid=5000",
                        "home=/h",
                        "mail_driver=maildir",
                        "mail_path=~/Maildir",
                        "mailbox_list_layout=fs",
                        "mail_index_path=/i",
                        "quota_storage_size=5B",
                        "noreplicate");
    }

    @ParameterizedTest
    @CsvSource({
        // 2.3, 2.4
        "quota_rule=*:bytes=5M, quota_storage_size=5M",
        "quota_rule=*:storage=10:messages=9, quota_storage_size=10K quota_message_count=9",
        "quota_rule=*:messages=9, quota_message_count=9",
        "mail=mdbox:/m, mail_driver=mdbox mail_path=/m",
        "mail=maildir, mail_driver=maildir",
    })
    void rowsOfOldWordsServeNewServers(String older, String newer) {
        assertThat(spoken(3, older)).containsExactlyInAnyOrder(newer.split(" "));
    }

    @Test
    void rowsOfNewWordsServeOldServers() {
        assertThat(spoken(1, "mail_driver=mdbox mail_path=/m mail_index_path=/i quota_storage_size=5M"))
                .containsExactlyInAnyOrder("mail=mdbox:/m:INDEX=/i", "quota_rule=*:bytes=5M");
        assertThat(spoken(1, "quota_message_count=7")).containsExactly("quota_rule=*:messages=7");
    }
}
