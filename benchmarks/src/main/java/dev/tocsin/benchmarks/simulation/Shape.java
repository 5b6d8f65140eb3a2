package dev.tocsin.benchmarks.simulation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.function.Consumer;

/// The kind of trouble in a world. To add one, add a constant and its method; CONTRIBUTING lists the other
/// steps.
public enum Shape {
    /// One cell fails completely.
    FULL(CellShapes::full),
    /// One cell fails completely, but only a majority of the vantage points sees it.
    PARTIAL(CellShapes::partial),
    /// Half of all requests fail.
    BROWN_OUT(CellShapes::brownOut),
    /// Right answers that take too long.
    SLOW(CellShapes::slow),
    /// More and more requests fail.
    SLOW_BURN(CellShapes::slowBurn),
    /// Down, up, down again.
    FLAPPING(CellShapes::flapping),
    /// A whole region fails.
    REGION(CellShapes::region),
    /// One component fails in several regions, with the components that need it.
    REGIONS(CellShapes::regions),
    /// One cell fails and takes the cells that need it with it, over several hops.
    CASCADE(CellShapes::cascade),
    /// A cascade whose first cell has no checks.
    CASCADE_UNWATCHED(CellShapes::cascadeUnwatched),
    /// Two unrelated faults, and the graph says so.
    TWO_AT_ONCE(CellShapes::twoAtOnce),
    /// Two unrelated faults in one region, though both cells need something that is well.
    TWO_WITH_A_COMMON_NEED(CellShapes::twoWithACommonNeed),
    /// One cell comes and goes while half of all requests to another fail.
    FLAPPING_AND_BROWN_OUT(CellShapes::flappingAndBrownOut),
    /// A change breaks what it touches.
    BAD_CHANGE(ChangeShapes::badChange),
    /// A change breaks what it touches, and reverting it ends the fault.
    BAD_CHANGE_REVERTED(ChangeShapes::badChangeReverted),
    /// A change had no effect, and the known facts show that.
    COINCIDENCE_TOLD_APART(ChangeShapes::coincidenceToldApart),
    /// A change had no effect, but was made and reverted as if it had.
    COINCIDENCE_ALIKE(ChangeShapes::coincidenceAlike),
    /// A change breaks what it touches, and another change made with it could have done so as well. The bad change is
    /// reverted in half of the worlds.
    BAD_CHANGE_AMONG_ALIKE(ChangeShapes::badChangeAmongAlike),
    /// A change made hours ago lets something leak, until it fails.
    BAD_CHANGE_SLOW_BURN(ChangeShapes::badChangeSlowBurn),
    /// A vantage point is gone.
    POINT_DEAD(WatcherShapes::pointDead),
    /// A vantage point is gone, and then something breaks.
    POINT_DEAD_AND_FULL(WatcherShapes::pointDeadAndFull),
    /// A vantage point is cut off from everything, and knows it.
    POINT_CUT_OFF(WatcherShapes::pointCutOff),
    /// A vantage point does not reach the product, while its controls answer.
    POINT_CUT_FROM_PRODUCT(WatcherShapes::pointCutFromProduct),
    /// A vantage point does not reach one region.
    POINT_CUT_FROM_REGION(WatcherShapes::pointCutFromRegion),
    /// A vantage point reports the opposite of what it saw, always or now and then.
    POINT_LIES(WatcherShapes::pointLies),
    /// A vantage point lies while a cell and what needs it break.
    POINT_LIES_AND_CASCADE(WatcherShapes::pointLiesAndCascade),
    /// A cascade that only a majority of the vantage points sees, while another vantage point has a trouble of its
    /// own.
    CASCADE_PARTIAL_AND_POINT_TROUBLE(WatcherShapes::cascadePartialAndPointTrouble),
    /// Packets get lost everywhere.
    PACKET_LOSS(WatcherShapes::packetLoss),
    /// No events arrive for a while, and then all of them.
    SILENT_PIPELINE(WatcherShapes::silentPipeline),
    /// Something breaks while no events arrive.
    SILENCE_AND_CASCADE(WatcherShapes::silenceAndCascade),
    /// The catalog is edited while something breaks.
    EDIT_AND_CASCADE(OperatorShapes::editAndCascade),
    /// A probe's clock is off, and the probe does not know.
    CLOCK_SKEW(WatcherShapes::clockSkew),
    /// Announced work takes a cell down for a while.
    PLANNED_WORK(OperatorShapes::plannedWork),
    /// Announced work takes longer than announced.
    PLANNED_WORK_OVERRUNS(OperatorShapes::plannedWorkOverruns),
    /// Announced work on a cell takes down the cells that need it, for which no work was announced.
    PLANNED_WORK_SPILLS(OperatorShapes::plannedWorkSpills),
    /// Several unrelated faults at once, with packet loss everywhere and changes without effect; and some time later
    /// another fault.
    SEVERAL_AT_ONCE(CellShapes::severalAtOnce),
    /// Nothing at all.
    QUIET(WatcherShapes::quiet);

    @SuppressWarnings("ImmutableEnumChecker") // methods without state
    private final Consumer<WorldPlan> making;

    Shape(Consumer<WorldPlan> making) {
        this.making = making;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The world of this shape for the seed; the same seed always gives the same world.
    public World world(long seed) {
        var plan = new WorldPlan(seed, this);
        making.accept(plan);
        return plan.world();
    }
}
