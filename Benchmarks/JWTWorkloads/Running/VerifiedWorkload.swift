/// A variant's workload and the bare operation on tokens of the same class, both verified.
package struct VerifiedWorkload: Sendable {
    /// What is timed.
    package let workload: VariantWorkload
    /// What it's compared with.
    package let floor: Floor

    /// An implementation with an algorithm and a key, whose workloads are made and verified once each.
    package final class Source {
        /// Whose speed.
        package let implementation: any BenchmarkedImplementation
        /// The algorithm's name.
        package let algorithm: String
        /// The key.
        package let key: BenchmarkKey
        private let ringCount: Int
        private var genuine: [TokenClass: Result<(workload: Workload, floor: Floor), WorkloadError>] = [:]
        private var verified: [Variant: VerifiedWorkload] = [:]

        /// Names a source; nothing is done yet.
        package init(
            implementation: any BenchmarkedImplementation,
            algorithm: String,
            key: BenchmarkKey,
            ringCount: Int = Workload.ringCount
        ) {
            self.implementation = implementation
            self.algorithm = algorithm
            self.key = key
            self.ringCount = ringCount
        }

        /// Makes a variant's tokens and verifies them, once.
        ///
        /// - Parameter variant: which.
        /// - Returns: what has been verified.
        /// - Throws: ``WorkloadError`` if there can be no figure, with the reason.
        package func verified(_ variant: Variant) throws(WorkloadError) -> VerifiedWorkload {
            if let verified = verified[variant] { return verified }
            let (workload, floor) = try genuine(variant.tokenClass)
            let made = VerifiedWorkload(
                workload: try VariantWorkload(variant, of: workload, implementation: implementation, key: key),
                floor: floor
            )
            verified[variant] = made
            return made
        }

        private func genuine(_ tokenClass: TokenClass) throws(WorkloadError) -> (workload: Workload, floor: Floor) {
            if let made = genuine[tokenClass] { return try made.get() }
            do throws(WorkloadError) {
                let workload = try Workload(
                    implementation: implementation,
                    algorithm: algorithm,
                    key: key,
                    tokenClass: tokenClass,
                    count: ringCount
                )
                let made = (workload, try Floor(algorithm: algorithm, key: key, tokens: workload.tokens))
                genuine[tokenClass] = .success(made)
                return made
            } catch {
                genuine[tokenClass] = .failure(error)
                throw error
            }
        }
    }
}
