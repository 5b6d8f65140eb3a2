package dev.tocsin.incident.trust.live;

/// The words of a [Headline] for what nothing is wrong with; `%s` stands for the region.
///
/// @param restIsUp follows the words about cells in maintenance
record HeadlineWords(String isUp, String upWhereChecked, String worksAgain, String notMonitored, String restIsUp) {

    static final HeadlineWords OF_EVERYTHING = new HeadlineWords(
            "All systems are up%s",
            "Everything we can check%s is up",
            "Everything is working again%s",
            "Nothing is monitored%s yet",
            "; all other systems are up%s");

    /// @param component the component's name
    static HeadlineWords of(String component) {
        var name = component.replace("%", "%%");
        return new HeadlineWords(
                name + " is up%s",
                name + " is up where we can check it%s",
                name + " is working again%s",
                name + " is not monitored%s yet",
                "");
    }
}
