/** The folder of the synthesized stacks and bundles of the sources as they are now. */
export declare function synthesized(): string;
