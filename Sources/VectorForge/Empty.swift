// VectorForge
