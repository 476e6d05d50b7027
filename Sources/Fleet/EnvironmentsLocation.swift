import FoundationEssentials

/// The place for what is built for the fleet's adapters: programs, Python environments, and build logs.
package enum EnvironmentsLocation {
    /// The folder of what is built; it needn't exist yet.
    ///
    /// Tried in order: the environment variable `JWT_ASSAY_ENVIRONMENTS`; `.environments` of the checkout, if the
    /// adapters are a checkout's that can be written to; `jwt-assay/environments` of `XDG_DATA_HOME`. The adapters'
    /// own scripts have the same rule in `common/environments.sh`.
    ///
    /// - Parameters:
    ///   - adapters: the folder of the adapters.
    ///   - variables: the environment.
    /// - Returns: the path of a folder.
    package static func directory(
        adapters: String,
        variables: [String: String] = ProcessInfo.processInfo.environment
    ) -> String {
        if let path = variables["JWT_ASSAY_ENVIRONMENTS"], !path.isEmpty { return path }
        let checkout = "\(adapters)/../.."
        let files = FileManager.default
        if files.fileExists(atPath: "\(checkout)/Package.swift") {
            let path = "\(checkout)/.environments"
            if files.isWritableFile(atPath: files.fileExists(atPath: path) ? path : checkout) { return path }
        }
        let data = variables["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        return (data ?? "\(variables["HOME"] ?? "")/.local/share") + "/jwt-assay/environments"
    }
}
