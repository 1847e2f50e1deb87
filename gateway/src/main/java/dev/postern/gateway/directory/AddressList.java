package dev.postern.gateway.directory;

/** A map's value as a list of addresses, separated by commas or white space outside quotes. */
final class AddressList {

    private AddressList() {}

    /**
     * Appends an unmatched extension to the local part of each address, as Postfix's mail_addr_crunch does.
     *
     * @param value returned untouched if it begins with {@code @}: Postfix puts the local part before it itself
     * @param extension delimiter included, without quotes; empty to change nothing
     */
    static String withExtension(String value, String extension) {
        if (extension.isEmpty() || value.startsWith("@")) {
            return value;
        }
        StringBuilder list = new StringBuilder(value.length() + extension.length());
        int start = 0;
        while (start < value.length()) {
            int end = endOfAddress(value, start);
            if (end > start) {
                list.append(list.isEmpty() ? "" : ",").append(extend(value.substring(start, end), extension));
            }
            start = end + 1;
        }
        return list.toString();
    }

    private static int endOfAddress(String value, int start) {
        boolean quoted = false;
        for (int i = start; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\') {
                i++;
            } else if (!quoted && (c == ',' || c == ' ' || c == '\t')) {
                return i;
            }
        }
        return value.length();
    }

    private static String extend(String address, String extension) {
        if (address.startsWith("<") && address.endsWith(">")) {
            return extend(address.substring(1, address.length() - 1), extension);
        }
        int at = address.lastIndexOf('@');
        String local = at < 0 ? address : address.substring(0, at);
        String atDomain = at < 0 ? "" : address.substring(at);
        return LocalPart.quote(LocalPart.unquote(local) + extension) + atDomain;
    }
}
