package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** CRYPT, and the schemes named after one of its forms: the form's own prefix decides, as crypt(3) does. */
final class Crypt {

    /** What crypt(3) of Debian takes of a password, in bytes; a longer one matches nothing. */
    static final int MAX_PASSWORD = 511;

    /** What libxcrypt takes anywhere in a hash: printable ASCII without blanks and six characters of shadow(5). */
    private static final Pattern PRINTABLE = Pattern.compile("[!-~&&[^*!:;\\\\]]+");

    private static final Map<String, HashFormat> FORMS = forms();

    private Crypt() {}

    private static Map<String, HashFormat> forms() {
        Map<String, HashFormat> forms = new LinkedHashMap<>();
        forms.put("$1$", Md5Crypt::read);
        forms.put("$2", BcryptHash::read);
        forms.put("$5$", ShaCrypt::read);
        forms.put("$6$", ShaCrypt::read);
        forms.put("$3$", NtHash::read);
        forms.put("$7$", ScryptHash::read);
        forms.put("$y$", YescryptHash::read);
        forms.put("$gy$", ForeignCrypt.gostYescrypt());
        forms.put("$md5", ForeignCrypt.sunMd5());
        forms.put("$sha1", ForeignCrypt.sha1crypt());
        forms.put("_", ForeignCrypt.bsdicrypt());
        forms.put("", DesCrypt::read);
        return forms;
    }

    static Reading read(byte[] data, HashLimits limits) {
        String text = new String(data, ISO_8859_1);
        if (isLocked(text)) {
            return new Locked();
        }
        if (!PRINTABLE.matcher(text).matches()) {
            return new Malformed("a crypt(3) hash holds a character that crypt(3) refuses");
        }
        for (Map.Entry<String, HashFormat> form : FORMS.entrySet()) {
            if (text.startsWith(form.getKey())) {
                return form.getValue().read(data, limits);
            }
        }
        throw new IllegalStateException("the last form takes everything");
    }

    /** What locks an account: nothing, x, or a hash behind one of shadow(5)'s marks. */
    private static boolean isLocked(String text) {
        return text.isEmpty() || text.equals("x") || text.startsWith("*") || text.startsWith("!");
    }

    /** An account that nobody can log in to, on purpose. */
    private record Locked() implements Hash {
        @Override
        public boolean matches(Attempt attempt) {
            return false;
        }

        @Override
        public Cost cost() {
            return Cost.TRIFLE;
        }
    }
}
