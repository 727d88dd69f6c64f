/// An invented leaf with known truth: what comes from outside, and what happened under its own settings.
public struct World: Sendable {
    /// What it was made from.
    public let parameters: WorldParameters
    /// What comes from outside, under any settings.
    public let exogenous: Exogenous
    /// What happened under ``WorldParameters/settings``.
    public let run: WorldRun

    /// Makes the world.
    public init(_ parameters: WorldParameters) {
        self.parameters = parameters
        exogenous = Exogenous(parameters)
        var simulation = Simulation(
            parameters: parameters, exogenous: exogenous, settings: parameters.settings)
        run = simulation.live()
    }

    /// What would have happened under other settings, with the same visits, queries and noise.
    public func simulate(settings: WorldSettings) -> WorldRun {
        var simulation = Simulation(parameters: parameters, exogenous: exogenous, settings: settings)
        return simulation.live()
    }
}
