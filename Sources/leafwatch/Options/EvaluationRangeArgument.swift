public import ArgumentParser
public import CloudWatch

extension EvaluationRange: ExpressibleByArgument {
    /// Reads `inferred`, `N+2` or `5`.
    public init?(argument: String) { self.init(argument) }
}
