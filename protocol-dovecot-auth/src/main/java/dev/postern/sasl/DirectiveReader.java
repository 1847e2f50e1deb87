package dev.postern.sasl;

/** Reads {@code key=value} pairs, separated by commas, one after another. What has no equals sign is skipped. */
final class DirectiveReader {

    private static final String BLANKS = " \t\r\n";

    private final String text;
    private int position;
    private String key = "";
    private String value = "";

    DirectiveReader(String text) {
        this.text = text;
    }

    /** Goes to the next pair; tells whether there was one. */
    boolean next() {
        while (position < text.length()) {
            int start = position;
            skipUntil(",=");
            if (at('=')) {
                key = text.substring(start, position).strip();
                position++;
                readValue();
                return true;
            }
            position++;
        }
        return false;
    }

    /** The key, as it stands there. */
    String key() {
        return key;
    }

    /** The value, without its quotes. */
    String value() {
        return value;
    }

    private void readValue() {
        while (position < text.length() && BLANKS.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        int start = position;
        if (at('"')) {
            position++;
            value = quoted();
            skipUntil(",");
        } else {
            skipUntil(",");
            value = text.substring(start, position).strip();
        }
        position++;
    }

    private String quoted() {
        StringBuilder plain = new StringBuilder();
        while (position < text.length() && !at('"')) {
            boolean escape = at('\\') && position + 1 < text.length();
            position += escape ? 1 : 0;
            plain.append(text.charAt(position++));
        }
        return plain.toString();
    }

    private void skipUntil(String stops) {
        while (position < text.length() && stops.indexOf(text.charAt(position)) < 0) {
            position++;
        }
    }

    private boolean at(char expected) {
        return position < text.length() && text.charAt(position) == expected;
    }
}
