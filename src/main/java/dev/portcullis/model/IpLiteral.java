package dev.portcullis.model;

/** The text of one IP address while it is being read. */
final class IpLiteral {
    private static final int LITERAL_LENGTH_MAX = 45;

    private final String text;

    IpLiteral(String text) {
        this.text = text;
    }

    IpAddress read() {
        if (text.isEmpty() || text.length() > LITERAL_LENGTH_MAX) {
            throw problem("give an IPv4 or IPv6 literal such as 10.0.0.1 or 2001:db8::1");
        }
        if (text.indexOf('%') >= 0) {
            throw problem("a zone id (the part after %) is not allowed");
        }
        return text.indexOf(':') >= 0 ? readV6() : IpAddress.v4(readV4(text));
    }

    private long readV4(String dotted) {
        String[] octets = dotted.split("\\.", -1);
        if (octets.length != 4) {
            throw problem("an IPv4 address has four numbers, as in 10.0.0.1; a name is not an address");
        }
        long bits = 0;
        for (String octet : octets) {
            bits = bits << 8 | octet(octet);
        }
        return bits;
    }

    private int octet(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw problem("\"" + digits + "\" is not a number from 0 to 255");
        }
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            throw problem("\"" + digits + "\" has a leading zero, which some programs read as octal; write it without");
        }
        int value = Integer.parseInt(digits);
        if (value > 255) {
            throw problem("\"" + digits + "\" is not a number from 0 to 255");
        }
        return value;
    }

    private IpAddress readV6() {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return fromGroups(groups(text, true), new int[0], 8);
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            throw problem("\"::\" may stand only once");
        }
        return fromGroups(groups(text.substring(0, gap), false), groups(text.substring(gap + 2), true), 7);
    }

    private IpAddress fromGroups(int[] front, int[] back, int groupsMax) {
        int written = front.length + back.length;
        if (written > groupsMax || (groupsMax == 8 && written != 8)) {
            throw problem("an IPv6 address has eight groups, fewer only with one \"::\"");
        }
        long[] words = new long[2];
        for (int i = 0; i < 8; i++) {
            int fromBack = i - (8 - back.length);
            int group = i < front.length ? front[i] : fromBack >= 0 ? back[fromBack] : 0;
            words[i / 4] = words[i / 4] << 16 | group;
        }
        return IpAddress.v6(words[0], words[1]);
    }

    private int[] groups(String part, boolean mayEndInV4) {
        if (part.isEmpty()) {
            return new int[0];
        }
        String[] pieces = part.split(":", -1);
        String last = pieces[pieces.length - 1];
        boolean dotted = mayEndInV4 && last.indexOf('.') >= 0;
        int[] groups = new int[pieces.length + (dotted ? 1 : 0)];
        for (int i = 0; i < pieces.length - (dotted ? 1 : 0); i++) {
            groups[i] = group(pieces[i]);
        }
        if (dotted) {
            long bits = readV4(last);
            groups[groups.length - 2] = (int) (bits >>> 16);
            groups[groups.length - 1] = (int) (bits & 0xFFFF);
        }
        return groups;
    }

    private int group(String digits) {
        boolean hex = digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
        if (digits.isEmpty() || digits.length() > 4 || !hex) {
            throw problem("\"" + digits + "\" is not a group of one to four hex digits");
        }
        return Integer.parseInt(digits, 16);
    }

    private IllegalArgumentException problem(String why) {
        String shown = text.length() > LITERAL_LENGTH_MAX ? text.substring(0, LITERAL_LENGTH_MAX) + "..." : text;
        return new IllegalArgumentException("\"" + shown + "\" is not an IP address: " + why);
    }
}
