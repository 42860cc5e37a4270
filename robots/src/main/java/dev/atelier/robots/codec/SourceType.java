package dev.atelier.robots.codec;

/** How a picture came to be, in the terms of the IPTC digital source type vocabulary. */
public enum SourceType {
    ALGORITHMIC_MEDIA("algorithmicMedia"),
    ALGORITHMICALLY_ENHANCED("algorithmicallyEnhanced"),
    TRAINED_ALGORITHMIC_MEDIA("trainedAlgorithmicMedia"),
    COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA("compositeWithTrainedAlgorithmicMedia");

    private final String code;

    SourceType(String code) {
        this.code = code;
    }

    public String uri() {
        return "http://cv.iptc.org/newscodes/digitalsourcetype/" + code;
    }
}
