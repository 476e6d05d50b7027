import JWTWorkloads

/// The implementations that this command line measures.
enum Implementations {
    static let all: [any BenchmarkedImplementation] = [ReferenceImplementation()]
}
