"""What happens to builds, stores, judgements and exports when processes are killed and disks are full."""
