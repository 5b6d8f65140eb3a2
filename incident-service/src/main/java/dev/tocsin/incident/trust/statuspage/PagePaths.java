package dev.tocsin.incident.trust.statuspage;

/// The paths of a status page, and of the stream of its changes.
///
/// @param isPublic whether anybody may read it
public record PagePaths(String page, String stream, boolean isPublic) {

    public static final PagePaths PUBLIC = new PagePaths("/", "/live", true);
    public static final PagePaths OF_CUSTOMER = new PagePaths("/mine", "/mine/live", false);
}
