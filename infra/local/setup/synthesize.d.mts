/** Returns the folder of the cloud assembly of the present sources; synthesizes it when there is none. */
export declare function synthesized(): string;
