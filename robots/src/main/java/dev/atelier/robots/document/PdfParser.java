package dev.atelier.robots.document;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads values of a PDF one after another: ISO 32000-1, 7.2 and 7.3. */
final class PdfParser {
    private static final int DEEPEST = 50;
    private static final int MOST_ITEMS = 200_000;
    private static final int LONGEST = 65_536;
    private static final String SPACES = "\0\t\n\f\r ";
    private static final String MARKS = "()<>[]{}/%";

    private final PdfBytes in;
    private long at;
    private int depth;
    private int items;

    PdfParser(PdfBytes in, long at) {
        this.in = in;
        this.at = at;
    }

    long at() {
        return at;
    }

    PdfValue value() throws DocumentException {
        skipSpace();
        int c = in.at(at);
        if (++items > MOST_ITEMS) {
            throw new DocumentException("holds too much in one place");
        }
        return switch (c) {
            case '/' -> new PdfValue.Name(name());
            case '(' -> new PdfValue.Text(text());
            case '<' -> in.at(at + 1) == '<' ? dict() : new PdfValue.Text(hex());
            case '[' -> array();
            case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> word();
        };
    }

    void skipSpace() throws DocumentException {
        for (int c = in.at(at); c >= 0 && (SPACES.indexOf(c) >= 0 || c == '%'); c = in.at(at)) {
            at++;
            while (c == '%' && in.at(at) >= 0 && in.at(at) != '\n' && in.at(at) != '\r') {
                at++;
            }
        }
    }

    private String regular() throws DocumentException {
        var text = new StringBuilder();
        for (int c = in.at(at);
                c >= 0 && SPACES.indexOf(c) < 0 && MARKS.indexOf(c) < 0;
                c = in.at(at)) {
            text.append((char) c);
            at++;
            if (text.length() > LONGEST) {
                throw new DocumentException("holds a word without an end");
            }
        }
        return text.toString();
    }

    private String name() throws DocumentException {
        at++;
        return regular();
    }

    private PdfValue word() throws DocumentException {
        String word = regular();
        if (word.isEmpty()) {
            at++;
        }
        return new PdfValue.Word(word);
    }

    /** Two whole numbers and an R are a reference. */
    private PdfValue number() throws DocumentException {
        String word = regular();
        long behind = at;
        if (word.matches("\\d{1,10}")) {
            skipSpace();
            if (regular().matches("\\d{1,5}")) {
                skipSpace();
                if (in.at(at) == 'R' && wordEnds(at + 1)) {
                    at++;
                    return new PdfValue.Ref(Long.parseLong(word));
                }
            }
            at = behind;
        }
        try {
            return new PdfValue.Num(Double.parseDouble(word));
        } catch (NumberFormatException odd) {
            return new PdfValue.Word(word);
        }
    }

    private boolean wordEnds(long place) throws DocumentException {
        int c = in.at(place);
        return c < 0 || SPACES.indexOf(c) >= 0 || MARKS.indexOf(c) >= 0;
    }

    private byte[] text() throws DocumentException {
        var out = new ByteArrayOutputStream();
        at++;
        for (int open = 1; ; ) {
            int c = in.at(at++);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open == 0) {
                return out.toByteArray();
            }
            if (c < 0 || out.size() > LONGEST) {
                throw new DocumentException("holds a text without an end");
            }
            if (c == '\\') {
                escaped(out);
            } else {
                out.write(c);
            }
        }
    }

    private void escaped(ByteArrayOutputStream out) throws DocumentException {
        int c = in.at(at++);
        int known = "nrtbf".indexOf(c);
        if (known >= 0) {
            out.write("\n\r\t\b\f".charAt(known));
        } else if (c >= '0' && c <= '7') {
            int code = c - '0';
            for (int i = 0; i < 2 && in.at(at) >= '0' && in.at(at) <= '7'; i++) {
                code = code * 8 + in.at(at++) - '0';
            }
            out.write(code);
        } else if (c == '\r') {
            at += in.at(at) == '\n' ? 1 : 0;
        } else if (c != '\n') {
            out.write(c);
        }
    }

    private byte[] hex() throws DocumentException {
        var digits = new StringBuilder();
        at++;
        for (int c = in.at(at++); c != '>'; c = in.at(at++)) {
            if (c < 0 || digits.length() > LONGEST) {
                throw new DocumentException("holds a text without an end");
            }
            if (Character.digit(c, 16) >= 0) {
                digits.append((char) c);
            }
        }
        byte[] bytes = new byte[(digits.length() + 1) / 2];
        for (int i = 0; i < digits.length(); i++) {
            bytes[i / 2] |= (byte) (Character.digit(digits.charAt(i), 16) << (i % 2 == 0 ? 4 : 0));
        }
        return bytes;
    }

    private PdfValue.Items array() throws DocumentException {
        List<PdfValue> all = new ArrayList<>();
        at++;
        enter();
        for (skipSpace(); in.at(at) != ']'; skipSpace()) {
            all.add(value());
            checkEnd();
        }
        at++;
        depth--;
        return new PdfValue.Items(all);
    }

    private PdfValue.Dict dict() throws DocumentException {
        Map<String, PdfValue> entries = new HashMap<>();
        at += 2;
        enter();
        for (skipSpace(); in.at(at) != '>'; skipSpace()) {
            PdfValue key = value();
            checkEnd();
            if (key instanceof PdfValue.Name name) {
                entries.putIfAbsent(name.text(), value());
            }
        }
        at += 2;
        depth--;
        return new PdfValue.Dict(entries);
    }

    private void enter() throws DocumentException {
        if (++depth > DEEPEST) {
            throw new DocumentException("is nested too deep");
        }
    }

    private void checkEnd() throws DocumentException {
        if (at >= in.size()) {
            throw new DocumentException("is cut short");
        }
    }
}
