package dev.tocsin.benchmarks.speed;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The shares of one thread's time.
///
/// @param running on a processor, by part
/// @param waiting for the broker or for work, by part
/// @param methods the first of the methods in which the thread was found running most often
public record Profile(Map<DetectionPart, Double> running, Map<DetectionPart, Double> waiting, List<Method> methods) {

    private static final int MOST_METHODS = 20;

    public record Method(String name, double share) {}

    /// Collects the samples of the thread.
    public static final class Sampling {

        private final Map<DetectionPart, Double> running = new EnumMap<>(DetectionPart.class);
        private final Map<DetectionPart, Double> waiting = new EnumMap<>(DetectionPart.class);
        private final Map<String, Double> methods = new HashMap<>();

        /// @param frames the innermost first
        public void ran(List<String> frames, double millis) {
            running.merge(DetectionPart.of(frames), millis, Double::sum);
            frames.stream().findFirst().ifPresent(method -> methods.merge(method, millis, Double::sum));
        }

        public void waited(List<String> frames, double millis) {
            waiting.merge(DetectionPart.of(frames), millis, Double::sum);
        }

        /// @param millis the length of the sampling
        public Profile over(double millis) {
            var top = methods.entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                    .limit(MOST_METHODS)
                    .map(method -> new Method(method.getKey(), method.getValue() / millis))
                    .toList();
            return new Profile(shares(running, millis), shares(waiting, millis), top);
        }

        private static Map<DetectionPart, Double> shares(Map<DetectionPart, Double> millis, double of) {
            var shares = new EnumMap<DetectionPart, Double>(DetectionPart.class);
            millis.forEach((part, spent) -> shares.put(part, spent / of));
            return shares;
        }
    }
}
