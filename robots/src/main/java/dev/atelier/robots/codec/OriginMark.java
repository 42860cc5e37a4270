package dev.atelier.robots.codec;

/**
 * The machine-readable note in a file that says a program made or changed the picture.
 *
 * @param software what made it, for example {@code Atelier 0.1 patch-fill 1}
 * @param description a sentence for people; may be empty
 */
public record OriginMark(SourceType sourceType, String software, String description) {

    /** The mark as an RDF element, as it stands in the metadata of an SVG. */
    public String rdf() {
        return """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description rdf:about=""
              xmlns:xmp="http://ns.adobe.com/xap/1.0/"
              xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
            <Iptc4xmpExt:DigitalSourceType>%s</Iptc4xmpExt:DigitalSourceType>
            <xmp:CreatorTool>%s</xmp:CreatorTool>%s
          </rdf:Description>
        </rdf:RDF>\
        """
                .formatted(escape(sourceType.uri()), escape(software), descriptionElement());
    }

    /** The mark as an XMP packet, as it stands in raster files. */
    public String xmp() {
        return """
        <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
        %s
        </x:xmpmeta>
        <?xpacket end="r"?>\
        """
                .formatted(rdf());
    }

    private String descriptionElement() {
        return description.isEmpty()
                ? ""
                : "\n    <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">"
                        + escape(description)
                        + "</rdf:li></rdf:Alt></dc:description>";
    }

    private static String escape(String text) {
        var out = new StringBuilder();
        text.codePoints()
                .filter(OriginMark::allowedInXml)
                .forEach(c -> {
                    switch (c) {
                        case '&' -> out.append("&amp;");
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '"' -> out.append("&quot;");
                        default -> out.appendCodePoint(c);
                    }
                });
        return out.toString();
    }

    private static boolean allowedInXml(int c) {
        return c == '\n'
                || c == '\t'
                || (c >= 0x20 && c < 0xD800)
                || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF);
    }
}
