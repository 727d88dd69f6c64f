/// Quantiles of Student's t distribution.
enum StudentQuantile {
    /// The value that 97.5 % of the distribution stays below, by the expansion in 1/df (Abramowitz and Stegun 26.7.5), good
    /// to 0.3 % from four degrees of freedom; those of one to three are tabled.
    static func upper975(degreesOfFreedom: Int) -> Double {
        let few = [12.706, 4.303, 3.182]
        guard degreesOfFreedom > few.count else { return few[max(degreesOfFreedom, 1) - 1] }
        let z = normal975
        let df = Double(degreesOfFreedom)
        let z3 = z * z * z
        let z5 = z3 * z * z
        let z7 = z5 * z * z
        return z + (z3 + z) / (4 * df) + (5 * z5 + 16 * z3 + 3 * z) / (96 * df * df)
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * df * df * df)
    }

    /// The same of the normal distribution.
    static let normal975 = 1.959_963_984_540_054
}
